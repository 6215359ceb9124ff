namespace Tfaip.Inference.Graphs;

/// <summary>How a graph runs in ONNX Runtime.</summary>
/// <param name="Device">The device, as <see cref="ExecutionDevice.Parse"/> reads it.</param>
/// <param name="AllowFallback">Whether the CPU serves where the device is not there.</param>
/// <param name="IntraOpThreads">The threads of an operation; 0 leaves it to ONNX Runtime.</param>
/// <param name="Owner">The class that a call after the end names.</param>
internal sealed record SessionSettings(string Device, bool AllowFallback, int IntraOpThreads, Type Owner);
