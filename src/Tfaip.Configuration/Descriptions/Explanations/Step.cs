using Tfaip.Parameters;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Descriptions.Explanations;

/// <summary>Something that a layer says of a place, or of a node above it.</summary>
/// <param name="Path">The place of which it is said.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Given">What is written: a value, a list, or the name of a variant.</param>
internal sealed record Step(string Path, StepKind Kind, ConfigNode Given)
{
    /// <summary>Where it stands.</summary>
    public Origin Origin => PlaceOf(Given.Origin);

    /// <summary>Whether a value of that origin is what is written here.</summary>
    public bool IsOf(Origin origin) => Origin.ToString() == PlaceOf(origin).ToString();

    /// <summary>The place of an origin: where an expression stands, not what its value is.</summary>
    public static Origin PlaceOf(Origin origin) => origin is InterpolatedOrigin { At: var at } ? PlaceOf(at) : origin;
}
