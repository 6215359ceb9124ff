using System.Globalization;
using System.Text;

/// <summary>Long configurations for <c>models/mnist</c>.</summary>
internal static class Configurations
{
    private const string Head = """
        scenario: Mnist.csproj
        seed: 3
        trainer:
          epochs: 20
          optimizer: {type: adam, learning_rate: 1e-3}
        data:
          pre_processing:

        """;

    /// <summary>A configuration with a long list of processors, in blocks and in one line, with comments and expressions.</summary>
    public static string Of(int lines)
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        for (var (line, i) = (7, 0); line < lines; line += 5, i++)
        {
            var offset = i % 10 == 0 ? "'${seed}'" : i.ToString(CultureInfo.InvariantCulture);
            text.Append(
                FormattableString.Invariant($$"""
                    # Step {{i}}
                    - type: scale
                      key: image
                      factor: {{1 + (i % 7)}}e-2
                    - {type: scale, key: 'image', offset: {{offset}}}

                """).ReplaceLineEndings("\n"));
        }

        return text.ToString();
    }
}
