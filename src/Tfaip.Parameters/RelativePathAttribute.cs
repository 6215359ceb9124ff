namespace Tfaip.Parameters;

/// <summary>
/// Marks a string property that is a path: relative to the folder of the file that names it, to the working directory when it
/// comes from the command line. The binder makes it absolute; a default stays as it is.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RelativePathAttribute : Attribute;
