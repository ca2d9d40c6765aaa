/** `--hours`, `--minutes`; a quarter of an hour when nothing is said, some seconds as a smoke. Throws on what is no time. */
export function soakSeconds(argv: readonly string[], smoke: boolean): number {
	if (smoke) return 12;
	for (const [flag, unit] of [
		['--hours', 3600],
		['--minutes', 60]
	] as const) {
		const at = argv.indexOf(flag);
		if (at < 0) continue;
		const value = Number(argv[at + 1]);
		if (!(value > 0)) throw new Error(`${flag} needs a number above 0: ${flag} 1`);
		return value * unit;
	}
	return 900;
}
