"""What performers are asked to sign: texts in their languages beside terms in figures."""
