using System.ComponentModel.DataAnnotations;

namespace Tfaip.Commands.Tests.Documents.Examples;

/// <summary>docs/reference/configuration.md shows the first of these parameters.</summary>
public sealed record DocumentedHelp
{
    /// <value>Units of the <c>hidden</c> layer, before <see cref="Dropout"/>. Default: 128.</value>
    /// <remarks>898 images need no more.</remarks>
    [Range(1, 4096)]
    public int Hidden { get; init; } = 128;

    /// <value>Share of the units that are set to zero. Default: 0.2.</value>
    public double Dropout { get; init; } = 0.2;
}
