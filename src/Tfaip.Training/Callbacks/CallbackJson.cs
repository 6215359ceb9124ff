using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tfaip.Training.Callbacks;

/// <summary>How callbacks write their states.</summary>
internal static class CallbackJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };
}
