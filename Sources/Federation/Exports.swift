// A manifest says which model a federation trains.
@_exported public import Learning
