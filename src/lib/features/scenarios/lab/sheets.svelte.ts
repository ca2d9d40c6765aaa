/** Which panel of the page is open on a phone, and whether the table is. */
export class LabSheets {
	open = $state<'scenario' | 'results' | 'card' | undefined>();
	/** The rows of a result stand below the map. */
	table = $state(false);
}
