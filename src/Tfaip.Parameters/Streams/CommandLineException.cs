namespace Tfaip.Parameters.Streams;

/// <summary>The command line is wrong.</summary>
/// <param name="message">What is wrong and what to do.</param>
internal sealed class CommandLineException(string message) : TfaipException(message);
