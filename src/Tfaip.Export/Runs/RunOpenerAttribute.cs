namespace Tfaip.Export.Runs;

/// <summary>Names the assembly's <see cref="IRunOpener"/>.</summary>
/// <param name="type">A class with a public constructor without parameters.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class RunOpenerAttribute(Type type) : Attribute
{
    /// <summary>The class that opens runs.</summary>
    public Type Type { get; } = type;
}
