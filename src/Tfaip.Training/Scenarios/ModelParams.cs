namespace Tfaip.Training.Scenarios;

/// <summary>The parameters of a model: the node <c>model</c> of the tree. A scenario derives its own record.</summary>
public abstract record ModelParams;
