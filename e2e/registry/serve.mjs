/**
 * Serves a verdaccio registry on a free port and sends its address to the parent process.
 * Argument: the settings as JSON.
 */
import process from "node:process";
import { runServer } from "verdaccio";

const app = await runServer(JSON.parse(process.argv[2]));
app.listen(0, "127.0.0.1", () => process.send(`http://127.0.0.1:${app.address().port}/`));
process.once("disconnect", () => process.exit(0));
