using System.Runtime.CompilerServices;

// A body has dozens of lanes on its stack; to fill them with zeros before each call took a tenth of a cell's step.
// The CPU backend is compiled with this file, too.
[module: SkipLocalsInit]
