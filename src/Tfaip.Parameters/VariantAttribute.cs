namespace Tfaip.Parameters;

/// <summary>Names a parameters record as one of the choices of the abstract records that it derives from.</summary>
/// <param name="name">The name in files and on the command line, in snake_case.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class VariantAttribute(string name) : Attribute
{
    /// <summary>The name in files and on the command line.</summary>
    public string Name { get; } = name;
}
