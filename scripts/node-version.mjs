/** Cityloop runs TypeScript sources directly and uses node:sqlite: Node 22.18 or newer. */
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
	console.error(
		`This is Node ${process.versions.node}; Cityloop needs 22.18 or newer. \`npm ci\` installs Node 24 for linux (x64, arm64) beside the project, and \`npm start\`, \`npm test\` and \`npm run …\` then use it: run it without --omit=optional. On other systems install Node 24 yourself.`
	);
	process.exit(1);
}
