namespace Tfaip.Export.Requests;

/// <summary>The element type that a graph computes in where the model has float32.</summary>
public enum ExportPrecision
{
    /// <summary>That of the model.</summary>
    Float32,

    /// <summary>
    /// Halves: weights take half the room. Numbers have three decimals, and none is larger than 65504, so that the verification allows
    /// 1e-2, relative and in units of an output's largest number, unless more is allowed, and tries no large inputs.
    /// </summary>
    Float16,
}
