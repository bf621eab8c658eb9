"""One module for each page of docs/ that is written from the files of the project."""
