/** An id for a file's dataset that no other has: `Bike trips.csv` is local-bike-trips; names without Latin letters are numbered. */
export function localId(file: string, taken: ReadonlySet<string>): string {
	const words = file
		.replace(/\.[^.]+$/, '')
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 30);
	const base = `local-${words === '' ? 'file' : words}`;
	if (words !== '' && !taken.has(base)) return base;
	let number = words === '' ? 1 : 2;
	while (taken.has(`${base}-${number}`)) number++;
	return `${base}-${number}`;
}
