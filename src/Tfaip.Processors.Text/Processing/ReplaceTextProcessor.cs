using System.Globalization;
using System.Text.RegularExpressions;
using Tfaip.Parameters;

namespace Tfaip.Processors.Text.Processing;

internal sealed class ReplaceTextProcessor : TextProcessor
{
    private readonly ReplaceTextParams _parameters;
    private readonly Regex[] _expressions;

    public ReplaceTextProcessor(ReplaceTextParams parameters)
        : base(parameters)
    {
        _parameters = parameters;
        _expressions = [.. parameters.Rules.Select(rule => Compile(rule, parameters.Backtracking, parameters.Timeout))];
    }

    /// <summary>What is wrong with a rule, or null.</summary>
    public static string? FindError(ReplaceRule rule, bool backtracking)
    {
        if (rule.Pattern.Length == 0) return "the pattern is empty.";
        try
        {
            Compile(rule, backtracking, Regex.InfiniteMatchTimeout);
            return null;
        }
        catch (NotSupportedException)
        {
            return $"the pattern '{rule.Pattern}' looks around or refers back, which needs backtracking; set backtracking to true.";
        }
        catch (ArgumentException error)
        {
            return $"the pattern '{rule.Pattern}' is not a regular expression: {error.Message}";
        }
    }

    protected override object Change(string text)
    {
        for (var i = 0; i < _expressions.Length; i++)
        {
            try
            {
                text = _expressions[i].Replace(text, _parameters.Rules[i].Replacement);
            }
            catch (RegexMatchTimeoutException error)
            {
                throw new TfaipException(
                    $"{Name}: rule {i}, '{_parameters.Rules[i].Pattern}', took longer than the timeout of "
                    + $"{_parameters.Timeout.TotalSeconds.ToString("R", CultureInfo.InvariantCulture)}s over {text.Length} characters. "
                    + "Write it so that it needs no backtracking, or raise the timeout.",
                    error);
            }
        }

        return text;
    }

    private static Regex Compile(ReplaceRule rule, bool backtracking, TimeSpan timeout) => new(
        rule.Pattern,
        RegexOptions.CultureInvariant
            | (backtracking ? RegexOptions.None : RegexOptions.NonBacktracking)
            | (rule.IgnoreCase ? RegexOptions.IgnoreCase : RegexOptions.None),
        timeout);
}
