"""The files of a recording: kept, opened under watch, destroyed when nothing allows them longer."""
