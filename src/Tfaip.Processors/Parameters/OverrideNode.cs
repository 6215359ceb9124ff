namespace Tfaip.Processors.Parameters;

/// <summary>
/// A value over a mapping that it may replace as a whole or in part: which, only the binder can say, who knows whether the value
/// names another variant and what both variants have in common.
/// </summary>
/// <param name="Under">What is overridden: a mapping, or such a node again.</param>
/// <param name="Over">What is put over it: a scalar or a mapping.</param>
public sealed record OverrideNode(ConfigNode Under, ConfigNode Over) : ConfigNode(Over.Origin);
