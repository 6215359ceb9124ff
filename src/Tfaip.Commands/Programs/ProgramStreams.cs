using Tfaip.Parameters.Streams;

namespace Tfaip.Commands.Programs;

/// <summary>
/// The standard streams of a program for as long as it runs; what the code of a scenario or module prints goes the same way.
/// </summary>
internal sealed class ProgramStreams : IDisposable
{
    private readonly GuardedWriter _output = StandardStreams.Output();
    private readonly GuardedWriter _error = StandardStreams.Error();

    /// <summary>Takes over the console. Call it before anything looks at the console.</summary>
    public ProgramStreams()
    {
        Console.SetOut(_output);
        Console.SetError(_error);
    }

    /// <summary>Why standard output could not be written; null where it always could.</summary>
    public string? Failure() => _output.Failure;

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }
}
