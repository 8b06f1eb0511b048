"""Impact assessments, transfer documents and the list of sub-processors, each with its versions."""
