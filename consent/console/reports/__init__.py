"""Reports that the law asks for: of processing, of what is kept about a person, of retention."""
