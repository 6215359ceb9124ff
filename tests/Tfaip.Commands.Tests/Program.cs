using Microsoft.Testing.Platform.Builder;
using Tfaip.Commands.Tests;
using Tfaip.Commands.Tests.Verbs.Signals;

if (args is [SignalledTool.Verb, ..]) return SignalledTool.Run(args[1..]);

var builder = await TestApplication.CreateBuilderAsync(args);
SelfRegisteredExtensions.AddSelfRegisteredExtensions(builder, args);
using var application = await builder.BuildAsync();
return await application.RunAsync();
