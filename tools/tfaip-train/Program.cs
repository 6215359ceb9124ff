return Tfaip.Commands.Launching.Launcher.Train(args);
