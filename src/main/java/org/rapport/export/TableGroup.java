package org.rapport.export;

import java.util.List;

/** The tables of one feature. */
interface TableGroup {

	List<Table<?>> tables();

}
