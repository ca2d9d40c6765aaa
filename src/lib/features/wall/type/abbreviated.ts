const SHORT: Readonly<Record<string, string>> = {
	Avenue: 'Ave',
	Boulevard: 'Blvd',
	Lane: 'Ln',
	Road: 'Rd',
	Street: 'St',
	East: 'E',
	North: 'N',
	South: 'S',
	West: 'W'
};

/** English names of streets as signs write them, for where the whole has no room; other text as it is. */
export const abbreviated = (text: string): string =>
	text.replace(/\b[A-Z][a-z]+\b/g, (word) => SHORT[word] ?? word);
