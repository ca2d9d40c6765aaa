/** What is open over one file of a dataset. */
interface Group {
	readonly dataset: { readonly id: string; readonly file: string };
	close(): void;
}

/** The groups that are open, one for each file of a dataset. */
export class OpenGroups<G extends Group> {
	readonly #open = new Set<G>();

	/** The group over the dataset's present file; `make` makes it when there is none. */
	of(dataset: G['dataset'], make: () => G): G {
		for (const group of this.#open)
			if (group.dataset.id === dataset.id && group.dataset.file === dataset.file) return group;
		const made = make();
		this.#open.add(made);
		return made;
	}

	/** Closes all but these. */
	keep(groups: readonly G[]): void {
		for (const group of this.#open)
			if (!groups.includes(group)) {
				this.#open.delete(group);
				group.close();
			}
	}
}
