namespace Tfaip.Commands.Verbs;

/// <summary>Marks a fixed option whose value may be left out; it is the empty text then.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OptionalValueAttribute : Attribute;
