namespace Tfaip.Training.Callbacks;

/// <summary>A module of a model.</summary>
/// <param name="Name">Its name in the model: the path of fields, empty for the model itself.</param>
/// <param name="Type">Its class.</param>
/// <param name="Depth">How many modules it lies in.</param>
/// <param name="Parameters">The parameters of it and of the modules in it; one that two modules share counts once.</param>
/// <param name="Trained">How many of them are trained.</param>
public sealed record ModelLayer(string Name, string Type, int Depth, long Parameters, long Trained);
