"""Our words in ODRL 2.2, and the profile for what ODRL has no word for."""

from consent.ledger.explaining.words import Use

ODRL = "http://www.w3.org/ns/odrl/2/"
OWN = "urn:fairtake:terms:"
PROFILE = f"{OWN}profile-1"
CONTEXT = {
    "odrl": ODRL,
    "fairtake": OWN,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Written out in every document, so that nobody has to fetch anything to read it."""

ACTIONS: dict[Use, tuple[str, str]] = {
    Use.REVIEW: ("fairtake:review", "odrl:use"),
    Use.NON_GENERATIVE_TRAINING: ("fairtake:nonGenerativeTraining", "odrl:use"),
    Use.GENERATIVE_TRAINING: ("fairtake:generativeTraining", "odrl:use"),
    Use.FINE_TUNING: ("fairtake:fineTuning", "odrl:use"),
    Use.EVALUATION: ("fairtake:evaluation", "odrl:use"),
    Use.INFERENCE_INPUT: ("fairtake:inferenceInput", "odrl:use"),
    Use.DATA_MINING: ("fairtake:dataMining", "odrl:extract"),
    Use.EMOTION_RECOGNITION: ("fairtake:emotionRecognition", "odrl:use"),
    Use.VOICE_REPLICA: ("fairtake:voiceReplica", "odrl:derive"),
    Use.LIKENESS_REPLICA: ("fairtake:likenessReplica", "odrl:derive"),
    Use.REAL_TIME_GENERATION: ("fairtake:realTimeGeneration", "odrl:derive"),
    Use.SYNTHETIC_DERIVATION: ("fairtake:syntheticDerivation", "odrl:derive"),
    Use.PUBLIC_RELEASE: ("fairtake:publicRelease", "odrl:distribute"),
    Use.MARKETING: ("fairtake:marketing", "odrl:use"),
    Use.SUB_LICENCE: ("fairtake:subLicence", "odrl:grantUse"),
    Use.RESALE: ("fairtake:resale", "odrl:sell"),
}
"""Our action, and the action of ODRL that includes it. ODRL has none for training models."""

OPERANDS: dict[str, tuple[str, str]] = {
    "clients": ("odrl:recipient", "odrl:isAnyOf"),
    "recipients": ("fairtake:endRecipient", "odrl:isAnyOf"),
    "end_products": ("fairtake:endProduct", "odrl:isAnyOf"),
    "prohibited_subjects": ("fairtake:subject", "odrl:isNoneOf"),
    "models": ("fairtake:model", "odrl:isAnyOf"),
    "model_classes": ("fairtake:modelClass", "odrl:isAnyOf"),
    "territories": ("odrl:spatial", "odrl:isAnyOf"),
    "media": ("odrl:media", "odrl:isAnyOf"),
    "storage_regions": ("fairtake:storageRegion", "odrl:isAnyOf"),
    "processing_regions": ("fairtake:processingRegion", "odrl:isAnyOf"),
    "identifiability": ("fairtake:identifiability", "odrl:eq"),
    "exclusivity": ("fairtake:exclusivity", "odrl:eq"),
    "included_retakes": ("fairtake:includedRetakes", "odrl:eq"),
    "starts_on": ("odrl:dateTime", "odrl:gteq"),
    "ends_on": ("odrl:dateTime", "odrl:lteq"),
}
"""Each limit as left operand and operator."""
