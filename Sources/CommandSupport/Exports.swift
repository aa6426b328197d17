// Commands fail, name files and count as every program does.
@_exported public import ProgramBasics
