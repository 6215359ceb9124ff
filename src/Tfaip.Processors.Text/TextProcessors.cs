using System.Reflection;

namespace Tfaip.Processors.Text;

/// <summary>
/// The processors of this package, for the catalog of variants: <c>ProcessorCatalog.Default.With(TextProcessors.Assembly)</c>.
/// </summary>
public static class TextProcessors
{
    /// <summary>The assembly that holds the processors.</summary>
    public static Assembly Assembly { get; } = typeof(TextProcessors).Assembly;
}
