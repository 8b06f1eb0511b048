"""Takes are judged by people: who may, what they say along the rubric, and what follows."""
