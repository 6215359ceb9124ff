using System.ComponentModel.DataAnnotations;
using System.Text;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;

namespace Tfaip.Processors.Text.Codec;

/// <summary>The characters that a model knows, and their labels.</summary>
public sealed record AlphabetParams : IValidatable
{
    /// <value>
    /// The characters in the order of their labels, each a Unicode code point, such as <c>"abc äöü"</c>; they or a file must be
    /// given. Default: empty.
    /// </value>
    public string Characters { get; init; } = "";

    /// <value>A UTF-8 text file with a character a line, in the order of their labels. Default: null.</value>
    /// <remarks>
    /// A line may hold several code points, such as a letter with combining marks; the space is a line of one space.
    /// </remarks>
    public ResourceFile? File { get; init; }

    /// <value>
    /// The label that stands for no character, as CTC needs one; -1 is the one after the last character, null is none. Default:
    /// 0, as that of PyTorch's <c>CTCLoss</c>.
    /// </value>
    /// <remarks>The characters have the other labels, from 0 on.</remarks>
    [Range(-1, int.MaxValue)]
    public int? Blank { get; init; } = 0;

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Characters.Length == 0 == File is null)
            yield return (nameof(Characters), "give either characters or a file with them, and not both.");
        var seen = new HashSet<Rune>();
        foreach (var rune in Characters.EnumerateRunes())
        {
            if (!seen.Add(rune)) yield return (nameof(Characters), $"the character {Alphabet.Describe(rune)} is there twice.");
        }
    }
}
