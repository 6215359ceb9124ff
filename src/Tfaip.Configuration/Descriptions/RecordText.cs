using Tfaip.Parameters.Shapes;

namespace Tfaip.Configuration.Descriptions;

/// <summary>What is said of a record as a whole.</summary>
internal static class RecordText
{
    /// <summary>What its <c>[Description]</c> or its doc comment says, or an empty text.</summary>
    public static string DescriptionOf(Type record) => ParameterTexts.Of(record) ?? "";
}
