namespace Tfaip.Training.Scenarios;

/// <summary>What a run exports of its best checkpoint.</summary>
public enum ExportFormat
{
    /// <summary>A model package with an ONNX graph.</summary>
    Onnx,

    /// <summary>Nothing.</summary>
    None,
}
