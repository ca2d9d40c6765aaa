/** What data of a file are called until their owner says it: the file's name, with a number where one is called so already. */
export function fileTitle(file: string, taken: ReadonlySet<string>): string {
	const name = file.replace(/\.[^.]+$/, '');
	let title = name;
	for (let number = 2; taken.has(title); number++) title = `${name} ${number}`;
	return title;
}
