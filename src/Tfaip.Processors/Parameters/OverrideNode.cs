namespace Tfaip.Processors.Parameters;

/// <summary>
/// A value of the command line over a mapping that it may replace as a whole or in part: which, only the binder can say, who
/// knows whether the value names another variant and what both variants have in common.
/// </summary>
/// <param name="Under">The mapping as it was.</param>
/// <param name="Over">The value of the command line: a scalar, or a mapping with an entry <c>type</c>.</param>
public sealed record OverrideNode(MappingNode Under, ConfigNode Over) : ConfigNode(Over.Origin);
