# 944 voters on where they and others stand, seven levels (American National Election Studies 1996; public domain; as in
# statsmodels.datasets.anes96, written beside this file by references.py).
#   Rscript anes96.R
source("sums.R")
anes96 <- read.csv("anes96.csv")
items <- c("selfLR", "ClinLR", "DoleLR")
units <- list(all_aspect = items, all = items)
write_reference("anes96", "statsmodels.datasets.anes96", anes96[items], 7, "DoleLR", units, "vote", anes96$vote)
