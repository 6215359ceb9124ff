using System.ComponentModel;
using System.Reflection;

namespace Tfaip.Configuration.Descriptions;

/// <summary>What is said of a record as a whole.</summary>
internal static class RecordText
{
    /// <summary>What its <see cref="DescriptionAttribute"/> says, or an empty text.</summary>
    public static string DescriptionOf(Type record) => record.GetCustomAttribute<DescriptionAttribute>(inherit: false)?.Description ?? "";
}
