"""A sample of takes is judged once more by somebody who knows nothing of the first opinion."""
