#!/usr/bin/env node
import process from "node:process";

process.stderr.write("billkit is a library. For the command line, run: npx @billkit/cli --help\n");
process.exitCode = 1;
