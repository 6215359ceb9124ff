namespace Tfaip.Parameters.Trees;

/// <summary>
/// A value over another one that it may replace as a whole or in part: which, only the binder can say, who knows whether the value
/// names another variant and what both variants have in common, or whether it is a list.
/// </summary>
/// <param name="Under">What is overridden.</param>
/// <param name="Over">What is put over it: a scalar, a mapping, or elements to append.</param>
internal sealed record OverrideNode(ConfigNode Under, ConfigNode Over) : ConfigNode(Over.Origin);
