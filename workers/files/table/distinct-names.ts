/** Names of columns: empty ones are numbered, of equal ones the later are. */
export function distinctNames(names: readonly string[]): string[] {
	const taken = new Set<string>();
	return names.map((given, index) => {
		const name = given.trim() === '' ? `column ${index + 1}` : given.trim();
		let own = name;
		for (let number = 2; taken.has(own); number++) own = `${name} ${number}`;
		taken.add(own);
		return own;
	});
}
