// Whoever learns needs tensors: layers take them, and the generator that seeds them is declared there.
@_exported public import Tensors
