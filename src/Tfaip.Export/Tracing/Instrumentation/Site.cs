using Tfaip.Export.Programs;

namespace Tfaip.Export.Tracing.Instrumentation;

/// <summary>A place in the model's code from which TorchSharp is called.</summary>
/// <param name="Line">Its source line, where the assembly has debug information.</param>
/// <param name="IsDirect">Whether the method itself is called, whatever overrides it, as in <c>base.forward(x)</c>.</param>
/// <param name="IsPrinted">Whether what is called for goes nowhere but into texts, consoles and logs.</param>
internal sealed record Site(SourceLine? Line, bool IsDirect, bool IsPrinted);
