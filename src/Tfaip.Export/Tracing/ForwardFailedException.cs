using Tfaip.Export.Programs;
using Tfaip.Export.Requests;
using Tfaip.Export.Tracing.Recording;
using Tfaip.Torch.Native;

namespace Tfaip.Export.Tracing;

/// <summary>The model's own code failed at some sizes.</summary>
internal sealed class ForwardFailedException(IReadOnlyDictionary<string, long> sizes, SourceLine? line, Exception cause)
    : Exception(cause.Message, cause)
{
    /// <summary>What does not fit, where it is known: a sentence, or null.</summary>
    public string? Hint { get; init; }

    /// <summary>Sizes at which it does run; null where none are known.</summary>
    public IReadOnlyDictionary<string, long>? Succeeded { get; private init; }

    /// <summary>The same failure, where other sizes have run.</summary>
    public ForwardFailedException Beside(IReadOnlyDictionary<string, long> succeeded) =>
        new(sizes, line, InnerException!) { Hint = Hint, Succeeded = succeeded };

    /// <summary>The error as the user is told it.</summary>
    public ExportException ToExportException() => new(
        $"The model's forward fails at {SizePlan.Describe(sizes)}: {Cause} {Advice}",
        line?.DisplayFile,
        line?.Line,
        InnerException);

    /// <summary>The error where an earlier call has run at the same sizes, or at others.</summary>
    /// <param name="earlier">The sizes of the earlier call.</param>
    /// <param name="field">A field that calls change; null where there is none.</param>
    public ExportException AtLaterCall(IReadOnlyDictionary<string, long> earlier, string? field) => new(
        $"The model's forward runs once, at {SizePlan.Describe(earlier)}, and fails at a later call at {SizePlan.Describe(sizes)}: {Cause} "
        + (field is null
            ? "What a call disposes or changes is missing at the next. Dispose only what forward itself makes."
            : $"It keeps {field} from one call to the next. Make it anew where its shape does not fit, and dispose nothing that is still "
                + "in a field."),
        line?.DisplayFile,
        line?.Line,
        InnerException);

    private string Cause =>
        LibTorchErrors.WithoutFrames(Message).Split('\n')[0].Trim() is var cause && cause.EndsWith('.') ? cause : $"{cause}.";

    private string Advice =>
        Hint is not null ? Hint
        : Succeeded is not null
            ? $"It runs at {SizePlan.Describe(Succeeded)}. Bound the sizes in the inputs' specifications to those that it can take "
                + "(such as \"; time: 8..128\"), and whole numbers with \"in LOW..HIGH\"."
            : sizes.Count == 0 ? "Give the inputs' specifications the sizes that it takes, and bound whole numbers with \"in LOW..HIGH\"."
            : "No size that was tried runs. Give the inputs' specifications the sizes that it takes, and bound whole numbers with \"in "
                + "LOW..HIGH\".";
}
