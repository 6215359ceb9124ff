using Tfaip.Inference.Inputs;

namespace Tfaip.Inference.Voting;

/// <summary>What messages say of a value.</summary>
internal static class VoteText
{
    public static string Of(object value) =>
        value is string ? "a string" : value is byte[]? "bytes" : Form.Of(value)?.ToString() ?? $"an object of type {value.GetType().Name}";
}
