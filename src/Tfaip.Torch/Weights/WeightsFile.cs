using Tfaip.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Torch.Weights;

/// <summary>Files of weights by their name: <c>.safetensors</c>, or <c>.dat</c> as TorchSharp's <c>Module.save</c> writes it.</summary>
public static class WeightsFile
{
    /// <summary>Loads the weights into a module, which must have exactly those: all names, types and shapes.</summary>
    /// <exception cref="TfaipException">The file cannot be read or does not fit the module; the module is as it was.</exception>
    public static void Load(nn.Module module, string path)
    {
        ArgumentNullException.ThrowIfNull(module);
        var tensors = Read(path);
        try
        {
            SafeTensors.Copy(tensors, module.state_dict(), path);
        }
        finally
        {
            foreach (var tensor in tensors.Values) tensor.Dispose();
        }
    }

    /// <summary>Reads all tensors, onto the CPU. They are the caller's, and in no dispose scope.</summary>
    /// <exception cref="TfaipException">The file cannot be read; the message names it.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(string path)
    {
        if (!File.Exists(path)) throw new TfaipException($"{path}: there is no such file of weights.");
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".safetensors" => SafeTensors.Read(path),
            ".dat" or ".bin" => StateDictFile.Read(path),
            ".pt" or ".pth" or ".ckpt" => throw new TfaipException(
                $"{path}: this is a file of PyTorch's own, which only PyTorch reads. Save the state dict as safetensors: "
                + "safetensors.torch.save_file(model.state_dict(), \"weights.safetensors\")."),
            _ => throw new TfaipException(
                $"{path}: weights are read from .safetensors, or from .dat as TorchSharp's Module.save writes it."),
        };
    }
}
