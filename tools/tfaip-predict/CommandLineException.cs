using Tfaip.Parameters;

namespace Tfaip.Predict;

/// <summary>The command line is wrong.</summary>
/// <param name="message">What is wrong and what to do.</param>
internal sealed class CommandLineException(string message) : TfaipException(message);
