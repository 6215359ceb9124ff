using Tfaip.Export.Tracing.Recording;

namespace Tfaip.Export.Tracing;

/// <summary>The model's own code failed at some sizes.</summary>
internal sealed class ForwardFailedException(IReadOnlyDictionary<string, long> sizes, SourceLine? line, Exception cause)
    : Exception(cause.Message, cause)
{
    /// <summary>The error as the user is told it.</summary>
    public ExportException ToExportException() => new(
        $"The model's forward fails at {SizePlan.Describe(sizes)}: {Message.Split('\n')[0].Trim()} "
        + "Bound the sizes in the inputs' specifications to those that it can take (such as \"; time: 8..128\"), and whole numbers with \"in LOW..HIGH\".",
        line?.DisplayFile,
        line?.Line,
        InnerException);
}
